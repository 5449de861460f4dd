package vc

import (
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

// link puts an entity into a folder and gives it a reference.
func (l *Lab) link(ctx *simulator.Context, in *simulator.Folder, e mo.Entity) {
	l.Map.PutEntity(in, e)
	in.ChildEntity = append(in.ChildEntity, e.Reference())
	switch e.Reference().Type {
	case "Datastore":
		l.dc.Datastore = append(l.dc.Datastore, e.Reference())
	case "DistributedVirtualPortgroup", "VmwareDistributedVirtualSwitch", "Network":
		l.dc.Network = append(l.dc.Network, e.Reference())
	}
}

// unlink takes an entity out of its folder, and its tags, permissions and custom values with it.
func (l *Lab) unlink(ctx *simulator.Context, e mo.Entity) {
	ref := e.Reference()
	if f := get[*simulator.Folder](l, *e.Entity().Parent); f != nil {
		simulator.RemoveReference(&f.ChildEntity, ref)
	}
	simulator.RemoveReference(&l.dc.Datastore, ref)
	simulator.RemoveReference(&l.dc.Network, ref)
	l.Map.Remove(ctx, ref)
	l.forget(ref)
}

// mayHold: machines in machine folders, switches in network folders; a folder never in itself.
func (l *Lab) mayHold(f *simulator.Folder, ref types.ManagedObjectReference) bool {
	for at := f.Parent; at != nil; {
		if *at == ref {
			return false
		}
		e, _ := l.Map.Get(*at).(mo.Entity)
		if e == nil {
			break
		}
		at = e.Entity().Parent
	}
	kind := map[string]string{
		"ClusterComputeResource": "ComputeResource", "VmwareDistributedVirtualSwitch": "DistributedVirtualSwitch",
		"DistributedVirtualPortgroup": "Network",
	}
	want := ref.Type
	if k, ok := kind[want]; ok {
		want = k
	}
	for _, t := range f.ChildType {
		if t == want {
			return ref != f.Self
		}
	}
	return false
}
