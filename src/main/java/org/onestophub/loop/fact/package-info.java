/** What is counted of each case. Reports and warnings are made of it. */
@NullMarked
package org.onestophub.loop.fact;

import org.jspecify.annotations.NullMarked;
