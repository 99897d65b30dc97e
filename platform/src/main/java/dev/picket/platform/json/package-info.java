/// JSON of the model's messages, and the public shape of an incident.
@NullMarked
package dev.picket.platform.json;

import org.jspecify.annotations.NullMarked;
