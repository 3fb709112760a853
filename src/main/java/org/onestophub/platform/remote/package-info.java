/** Connections to other machines: trusted certificates, deadlines, the SMTP client, signatures of webhooks. */
package org.onestophub.platform.remote;
