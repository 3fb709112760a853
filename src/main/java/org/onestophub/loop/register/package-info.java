/** Registers: what a hospital writes down beside its complaints, with the history of each entry. */
@NullMarked
package org.onestophub.loop.register;

import org.jspecify.annotations.NullMarked;
