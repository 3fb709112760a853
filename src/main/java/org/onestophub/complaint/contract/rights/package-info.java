/**
 * Who may do what: the rights of keys and people, the right that each address needs, and the record of who saw what.
 */
@NullMarked
package org.onestophub.complaint.contract.rights;

import org.jspecify.annotations.NullMarked;
