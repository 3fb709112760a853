/** Tries a connection step by step: name, port, TLS, login, folder, rights; says what is wrong in codes, and keeps nothing. */
package org.onestophub.platform.probe;
