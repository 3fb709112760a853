/** The steps of a connection test: name, port, TLS, login, folder, rights. Reports codes and keeps nothing. */
package org.onestophub.platform.probe;
