package vc

import (
	"reflect"
	"slices"
)

// merge copies into dst what the specification sets: vSphere's reconfigure calls
// leave an unset field as it was. Fields are matched by name, because a
// specification and the configuration that it becomes are different types. A
// field that the wire format leaves out (nil, "", 0) is unset.
func merge(dst, spec any, except ...string) {
	mergeValue(reflect.ValueOf(dst).Elem(), reflect.Indirect(reflect.ValueOf(spec)), except)
}

// nested types are merged field by field in turn; any other value is replaced whole,
// so that a policy's "inherited = false" counts as set.
var nested = map[string]bool{
	"VMwareDVSPortSetting": true, "VmwareUplinkPortTeamingPolicy": true, "DVSSecurityPolicy": true,
	"DVSTrafficShapingPolicy": true, "DVSFailureCriteria": true, "HostVirtualNicSpec": true,
	"ClusterDasConfigInfo": true, "ClusterDrsConfigInfo": true, "ClusterDpmConfigInfo": true,
	"ClusterDasVmSettings": true, "ClusterVmToolsMonitoringSettings": true,
	"ClusterVmComponentProtectionSettings": true, "ClusterInfraUpdateHaConfigInfo": true,
}

func mergeValue(dst, src reflect.Value, except []string) {
	for i := range src.NumField() {
		f := src.Type().Field(i)
		from := src.Field(i)
		if f.Anonymous && from.Kind() == reflect.Struct {
			mergeValue(dst, from, except)
			continue
		}
		to := dst.FieldByName(f.Name)
		if to.IsValid() && !from.IsZero() && !slices.Contains(except, f.Name) {
			assign(to, from)
		}
	}
}

func assign(to, from reflect.Value) {
	if inner, ok := structOf(from); ok && nested[inner.Type().Name()] {
		if to.Kind() == reflect.Struct && to.Type() == inner.Type() {
			mergeValue(to, inner, nil)
			return
		}
		if old, ok := structOf(to); ok && old.Type() == inner.Type() {
			fresh := reflect.New(inner.Type()) // what was handed out before must not change behind its reader
			fresh.Elem().Set(old)
			mergeValue(fresh.Elem(), inner, nil)
			to.Set(fresh)
			return
		}
	}
	switch {
	case from.Type().AssignableTo(to.Type()):
		to.Set(from)
	case from.Kind() == reflect.Pointer && from.Type().Elem() == to.Type():
		to.Set(from.Elem())
	case to.Kind() == reflect.Pointer && to.Type().Elem() == from.Type():
		p := reflect.New(from.Type())
		p.Elem().Set(from)
		to.Set(p)
	}
}

// structOf looks through an interface and a pointer.
func structOf(v reflect.Value) (reflect.Value, bool) {
	for v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return v, false
		}
		v = v.Elem()
	}
	return v, v.Kind() == reflect.Struct
}
