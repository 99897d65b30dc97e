/// Probes through a real router: three network namespaces, faults made by nft rules in the middle
/// one, whose counters are the truth.
@NullMarked
package dev.picket.probes.lab;

import org.jspecify.annotations.NullMarked;
