/** Channels: what their sources need beside Camel, such as when a file is complete and who holds it. */
package org.onestophub.operate.config;
