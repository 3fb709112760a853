/** The nouns of the domain that rooms hand to each other, such as receipt, candidate, complaint and finding. */
package org.onestophub.complaint;
