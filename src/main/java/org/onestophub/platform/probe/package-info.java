/** The steps of a connection test: name, port, TLS, login, folder, rights. Reports codes and keeps nothing. */
@NullMarked
package org.onestophub.platform.probe;

import org.jspecify.annotations.NullMarked;
