package io.flowjay.camel.inbox;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Makes an error in an endpoint that a route sends to the failure of its exchange, as Camel does for beans and processors. Otherwise it would
 * bypass the exchange, which never ends, and end the file consumer's polling.
 */
final class ErrorGuard implements InterceptStrategy {
    /** Guards the routes of a context that are built from now on. */
    static void install(CamelContext context) {
        ExtendedCamelContext extension = context.getCamelContextExtension();
        if (extension.getInterceptStrategies().stream().noneMatch(ErrorGuard.class::isInstance)) {
            extension.addInterceptStrategy(new ErrorGuard());
        }
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, @Nullable Processor nextTarget) {
        return definition instanceof ToDefinition ? new Guarded(target) : target;
    }

    private static final class Guarded extends DelegateAsyncProcessor {
        Guarded(Processor target) {
            super(target);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            AtomicBoolean done = new AtomicBoolean();
            try {
                return super.process(exchange, doneSync -> {
                    done.set(true);
                    callback.done(doneSync);
                });
            } catch (Error e) {
                if (done.get()) {
                    // Of a later step, which has its own exchange to end.
                    throw e;
                }
                exchange.setException(e);
                callback.done(true);
                return true;
            }
        }
    }
}
