package org.onestophub.platform.store;

import java.nio.file.Path;
import java.util.Optional;

/** A folder outside {@code hub.home} that holds data of the hub, so that its disk is watched too. */
public interface DataOutsideHome {

    /** The folder; empty if all lies under {@code hub.home}, or in the database. */
    Optional<Path> folder();
}
