package org.onestophub.channel;

import org.onestophub.problem.Fault;

/** Camel does not take a route; the fault says why, without Camel's own text. */
final class NotLoaded extends RuntimeException {

    private final transient Fault fault;

    NotLoaded(Fault fault) {
        super(fault.code());
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }
}
