/// The HTTP probe: one request over HTTP/1.1 or HTTP/2, with a budget and a code for each stage.
@NullMarked
package dev.picket.probes.http;

import org.jspecify.annotations.NullMarked;
