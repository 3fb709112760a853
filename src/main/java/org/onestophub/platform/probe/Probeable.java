package org.onestophub.platform.probe;

/** Something that hands over to others, and can try the way there without handing over anything. */
public interface Probeable {

    /** A word for people: {@code sftp}, {@code smtp} … */
    String kind();

    /** Tries the way step by step. */
    void probe(ProbeSteps steps);
}
