package io.flowjay.it;

import org.apache.camel.dsl.jbang.core.commands.CamelJBangMain;

/** The Camel CLI without JBang. */
public final class CamelCli {
    private CamelCli() {}

    public static void main(String[] args) {
        CamelJBangMain.run(args);
    }
}
