package org.onestophub.operate.config;

import org.onestophub.problem.Fault;

/** Camel does not take a route; the fault says why, without Camel's own text. */
final class RouteNotLoaded extends RuntimeException {

    private final transient Fault fault;

    RouteNotLoaded(Fault fault) {
        super(fault.code());
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }
}
