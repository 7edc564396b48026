package io.flowjay.feature.group.endpoint;

import static io.flowjay.feature.group.FrameScript.frames;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.feature.Feature;
import io.flowjay.feature.group.FeatureValues;
import io.flowjay.feature.group.FrameScript;
import io.flowjay.flow.DistinctValues;
import io.flowjay.flow.Flow;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Group mac, with values worked out by hand. */
class MacFeaturesTest {
    private static final int FLOWS = 3000;

    private static final String USUAL = """
            mac_src=02:00:00:00:00:01 mac_dst=02:00:00:00:00:02 mac_eth_type=2048 mac_vlan_id=0 mac_vlan_count=0
            mac_unique_src_count=1 mac_unique_dst_count=1 mac_stat=3 mac_broadcast_count=0 mac_multicast_count=0
            mac_vlan_tags=0
            """;

    static Stream<Arguments> cases() {
        return Stream.of(
                frames("two hosts", "0 c\n1 s\n2 c", USUAL),
                frames(
                        "each way through another router: the responder's side has two addresses",
                        "0 c mac=01>02\n1 s mac=03>01\n2 c mac=01>02",
                        "mac_unique_src_count=1 mac_unique_dst_count=2 mac_stat=11"),
                frames("the server's packet was captured first", "0 s\n1 c", USUAL),
                frames(
                        "the server's packets alone",
                        "0 s mac=02>01",
                        "mac_src=02:00:00:00:00:01 mac_dst=02:00:00:00:00:02"),
                frames(
                        "the server's first, through another router",
                        "0 s mac=03>01\n1 c mac=01>02",
                        "mac_src=02:00:00:00:00:01 mac_dst=02:00:00:00:00:03 mac_unique_dst_count=2"),
                frames(
                        "a client whose address changes",
                        "0 c mac=01>02\n1 s mac=02>04\n2 c mac=04>02\n3 c mac=05>02",
                        "mac_unique_src_count=3 mac_unique_dst_count=1 mac_stat=7"),
                frames(
                        "broadcast and multicast",
                        "0 c mac=01>ffffffffffff\n1 c mac=01>01005e0000fb\n2 c mac=01>333300000001\n3 s mac=02>01",
                        "mac_dst=ff:ff:ff:ff:ff:ff mac_broadcast_count=1 mac_multicast_count=2 mac_unique_dst_count=4"
                                + " mac_stat=11"),
                frames(
                        "tagged: the type is that of the packet",
                        "0 c vlan=100\n1 s vlan=100",
                        "mac_eth_type=2048 mac_vlan_id=100 mac_vlan_count=1 mac_vlan_tags=1 mac_stat=19"),
                frames(
                        "tagged twice: the outer identifier",
                        "0 c vlan=7,5\n1 s vlan=3",
                        "mac_vlan_id=3 mac_vlan_count=2 mac_vlan_tags=2"),
                frames(
                        "a priority tag has no identifier",
                        "0 c vlan=0\n1 s",
                        "mac_vlan_id=0 mac_vlan_count=0 mac_vlan_tags=1 mac_stat=3"),
                frames("a priority tag around a tag", "0 c vlan=0,9", "mac_vlan_id=9 mac_vlan_tags=2"),
                frames("IPv6", "0 c ip=6\n1 s ip=6", "mac_eth_type=34525"),
                frames(
                        "PPPoE (RFC 2516): session, length 30, IPv4",
                        "0 c type=8864_11000001001e0021",
                        "mac_eth_type=34916 mac_stat=3"),
                frames(
                        "a length and SNAP in place of the type",
                        "0 c type=0024aaaa030000000800",
                        "mac_eth_type=2048 mac_stat=3"),
                frames("a length and LLC: no type", "0 c type=001f060603", "mac_eth_type=0 mac_stat=3"),
                frames(
                        "no Ethernet",
                        "0 c link=raw\n1 s link=raw",
                        "mac_src= mac_dst= mac_eth_type=0 mac_unique_src_count=0 mac_unique_dst_count=0 mac_stat=0"),
                frames("a frame cut behind the ports", "0 c cut=38", "mac_src=02:00:00:00:00:01"),
                frames(
                        "IPv4 in GRE (RFC 2784): the only frame is around it",
                        "0 c vlan=6 type=0800_4500003402000000402f0000_c0000201_c0000202_00000800",
                        "mac_src=02:00:00:00:00:01 mac_eth_type=2048 mac_vlan_id=6 mac_stat=19"),
                frames(
                        "Ethernet in GRE: the frame inside",
                        "0 c vlan=6 type=0800_4500004202000000402f0000_c0000201_c0000202_00006558_02000000000a020000000009_0800",
                        "mac_src=02:00:00:00:00:09 mac_dst=02:00:00:00:00:0a mac_vlan_id=0 mac_vlan_tags=0 mac_stat=3"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void computes(Flow flow, String expected) {
        FeatureValues.check(flow, expected);
    }

    @Test
    void theUsualFlowChecksEveryFeature() {
        for (Feature feature : MacFeatures.UNIT.features()) {
            assertThat(USUAL).contains(feature.name() + "=");
        }
    }

    @Test
    void countsOfAddressesAreBounded() {
        String frames = IntStream.range(0, 3000)
                .mapToObj(i -> i + "e-3 c mac=01>" + String.format("0200000%05x", i))
                .collect(Collectors.joining("\n"));
        FeatureValues.check(
                FrameScript.flow(frames),
                "mac_unique_src_count=1 mac_unique_dst_count=" + (1 + DistinctValues.MAX_SIZE));
    }

    /** Against sets of all addresses. */
    @Test
    void agreesWithANaiveImplementationOnRandomFlows() {
        long seed = System.nanoTime();
        System.out.println("MacFeaturesTest seed " + seed);
        Random random = new Random(seed);
        for (int flow = 0; flow < FLOWS; flow++) {
            StringBuilder script = new StringBuilder();
            Set<Integer> clients = new HashSet<>();
            Set<Integer> servers = new HashSet<>();
            Set<Integer> vlans = new TreeSet<>();
            int size = 1 + random.nextInt(8);
            for (int i = 0; i < size; i++) {
                boolean client = i == 0 || random.nextBoolean();
                int source = 16 + random.nextInt(4);
                int destination = 16 + random.nextInt(4);
                int vlan = random.nextInt(4);
                script.append(String.format(
                        "%d %s mac=%x>%x %s%n",
                        i, client ? "c" : "s", source, destination, vlan == 0 ? "" : "vlan=" + vlan));
                clients.add(client ? source : destination);
                servers.add(client ? destination : source);
                vlans.add(vlan);
            }
            vlans.remove(0);
            int stat = 3 + (clients.size() > 1 ? 4 : 0) + (servers.size() > 1 ? 8 : 0) + (vlans.isEmpty() ? 0 : 16);
            FeatureValues.check(
                    FrameScript.flow(script.toString()),
                    String.format(
                            "mac_unique_src_count=%d mac_unique_dst_count=%d mac_vlan_count=%d mac_vlan_id=%d mac_stat=%d",
                            clients.size(),
                            servers.size(),
                            vlans.size(),
                            vlans.isEmpty() ? 0 : vlans.iterator().next(),
                            stat));
        }
    }
}
