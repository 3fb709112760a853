/** The broker: numbers events and puts them on the queues of destinations, and keeps the queues and dead letters. */
@NullMarked
package org.onestophub.outlet.deliver.broker;

import org.jspecify.annotations.NullMarked;
