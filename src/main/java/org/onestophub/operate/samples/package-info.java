/** Dry runs of mappings: READ, MAP and CHECK over one configuration folder, keeping nothing; golden samples. */
package org.onestophub.operate.samples;
