/** Where mappings are tried: READ, MAP and CHECK meet over one configuration folder, and nothing is kept. */
package org.onestophub.operate.samples;
