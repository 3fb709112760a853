/** Sources that the hub asks over HTTP. */
@NullMarked
package org.onestophub.intake.source.web;

import org.jspecify.annotations.NullMarked;
