/** The hubs that share a database: who runs, whether they agree, and whose turn it is to poll a source. */
package org.onestophub.platform.node;
