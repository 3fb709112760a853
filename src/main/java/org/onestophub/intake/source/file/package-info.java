/** Files from folders, FTP and SFTP: each is taken when it is complete, and moved only after it was kept. */
@NullMarked
package org.onestophub.intake.source.file;

import org.jspecify.annotations.NullMarked;
