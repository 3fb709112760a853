/** State and liveness of channels, and tests of their connections. */
package org.onestophub.operate.channel;
