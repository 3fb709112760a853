/** The nouns of the domain that rooms hand to each other, such as receipt, candidate, complaint and finding. */
@NullMarked
package org.onestophub.complaint;

import org.jspecify.annotations.NullMarked;
