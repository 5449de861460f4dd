package vc

import (
	"reflect"
	"strings"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

// notEntity hides that a wrapper is an inventory entity: putting an entity in a
// registry resets its status colours and role, and ours are put at each call.
type notEntity struct{}

// Entity has another signature than mo.Entity on purpose.
func (notEntity) Entity() notEntity { return notEntity{} }

// wrap gives the object whose methods answer instead of the library's. The
// library's own object stays in the registry: upstream code asserts its types.
func (l *Lab) wrap(obj mo.Reference) mo.Reference {
	switch o := obj.(type) {
	case *simulator.Folder:
		return &folder{Folder: o, lab: l}
	case *simulator.ClusterComputeResource:
		return &cluster{ClusterComputeResource: o, lab: l}
	case *mo.ComputeResource:
		return &standalone{ComputeResource: o, lab: l}
	case *simulator.HostSystem:
		return &host{HostSystem: o, lab: l}
	case *simulator.HostNetworkSystem:
		return &hostNetwork{HostNetworkSystem: o, lab: l}
	case *simulator.HostVirtualNicManager:
		return &vnicManager{HostVirtualNicManager: o, lab: l}
	case *simulator.HostDatastoreSystem:
		return &hostDatastores{HostDatastoreSystem: o, lab: l}
	case *simulator.HostStorageSystem:
		return &hostStorage{HostStorageSystem: o, lab: l}
	case *simulator.Datastore:
		return &datastore{Datastore: o, lab: l}
	case *simulator.DistributedVirtualSwitch:
		return &dvs{DistributedVirtualSwitch: o, lab: l}
	case *simulator.DistributedVirtualPortgroup:
		return &portgroup{DistributedVirtualPortgroup: o, lab: l}
	case *simulator.DistributedVirtualSwitchManager:
		return &dvsManager{DistributedVirtualSwitchManager: o, lab: l}
	case *simulator.ResourcePool:
		return &pool{ResourcePool: o, lab: l}
	case *simulator.VirtualMachine:
		return &machine{VirtualMachine: o, lab: l}
	case *simulator.AuthorizationManager:
		return &roles{AuthorizationManager: o, lab: l}
	case *simulator.EnvironmentBrowser:
		return &browser{EnvironmentBrowser: o, lab: l}
	}
	return nil
}

// overlay is the registry's hook. What such a hook returns is ignored once a
// client is logged in: the dispatcher asks the session's registry last, and that
// one falls back to the main one. So the wrapper goes into a fresh registry which
// becomes the one of this call's session; the session is a copy made for the
// request, nothing leaks into the next.
func (l *Lab) overlay(ctx *simulator.Context, method *simulator.Method) (mo.Reference, types.BaseMethodFault) {
	if ctx.Session == nil {
		return nil, nil
	}
	obj := ctx.Map.Get(method.This)
	if obj == nil {
		return nil, nil
	}
	w := l.wrap(obj)
	if w == nil || !reflect.ValueOf(w).MethodByName(goName(method.Name)).IsValid() {
		return nil, nil
	}
	r := simulator.NewRegistry()
	r.Put(w)
	ctx.Session.Registry = r
	return w, nil
}

func goName(method string) string {
	if s, ok := strings.CutSuffix(method, "_Task"); ok {
		method = s + "Task"
	}
	return strings.ToUpper(method[:1]) + method[1:]
}
