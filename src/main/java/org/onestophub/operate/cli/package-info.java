/** The jar's commands: what works on files without a hub, and what asks a running hub over HTTP. */
package org.onestophub.operate.cli;
