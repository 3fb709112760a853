package org.onestophub.platform.ledger;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Walk;
import org.springframework.stereotype.Component;

/**
 * Gathers the walks of a list that no room has stopped, in their order, after each of them went through some rooms by itself.
 * What failed has been taken up by the error handler and is left out. The result is a list, empty if nothing is left.
 */
@Component("soundWalks")
public class SoundWalks implements AggregationStrategy {

    @Override
    public Exchange aggregate(@Nullable Exchange gathered, Exchange one) {
        Exchange list = gathered == null ? new DefaultExchange(one.getContext()) : gathered;
        if (gathered == null) {
            list.getMessage().setBody(new ArrayList<Walk>());
        }
        boolean isSound = one.getException() == null && one.getProperty(Exchange.EXCEPTION_CAUGHT) == null;
        if (isSound && one.getMessage().getBody() instanceof Walk walk) {
            walks(list).add(walk);
        }
        return list;
    }

    @SuppressWarnings("unchecked")
    private static List<Walk> walks(Exchange list) {
        return list.getMessage().getBody(List.class);
    }
}
