/** Connections to other machines: trusted certificates, deadlines, the SMTP client, signatures of webhooks. */
@NullMarked
package org.onestophub.platform.remote;

import org.jspecify.annotations.NullMarked;
