/** Who may use which HTTP address, and how every refusal looks. No address is open but health. */
package org.onestophub.platform.access;
