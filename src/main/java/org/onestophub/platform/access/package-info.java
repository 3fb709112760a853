/** Who may use which HTTP address, and the form of every refusal. Only health is open. */
package org.onestophub.platform.access;
