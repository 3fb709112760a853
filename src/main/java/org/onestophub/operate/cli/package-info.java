/** The commands of the jar: on files without a hub, or on a running hub over HTTP. */
package org.onestophub.operate.cli;
