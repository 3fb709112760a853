/** What rooms offer each other: interfaces, so that no room depends on the classes of another. */
package org.onestophub.complaint.contract;
