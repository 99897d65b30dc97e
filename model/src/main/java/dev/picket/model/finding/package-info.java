/// What the detector says: findings, their diagnosis, culprit, contrast and onset.
@NullMarked
package dev.picket.model.finding;

import org.jspecify.annotations.NullMarked;
