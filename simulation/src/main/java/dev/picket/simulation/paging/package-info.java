/// Alerting on virtual time: the shell around the pure simulation that holds its clock, its
/// database in memory and its pager.
@NullMarked
package dev.picket.simulation.paging;

import org.jspecify.annotations.NullMarked;
