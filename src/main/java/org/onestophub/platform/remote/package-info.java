/** How the hub speaks to other machines, whichever room does: whom it trusts, how long it waits, how a mail is handed over, how a message is signed. */
package org.onestophub.platform.remote;
