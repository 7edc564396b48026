package io.flowjay.k8s;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;

/** KEDA's TriggerAuthentication, keda.sh/v1alpha1, as far as these manifests use it; there is no artifact with a model of it. */
record TriggerAuthentication(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
    record Spec(List<SecretTarget> secretTargetRef) {}

    record SecretTarget(String parameter, String name, String key) {}
}
