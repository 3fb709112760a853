/** Dry runs of mappings: READ, MAP and CHECK over one configuration folder, keeping nothing; golden samples. */
@NullMarked
package org.onestophub.operate.samples;

import org.jspecify.annotations.NullMarked;
