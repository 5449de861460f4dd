package vc

import (
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// rename is for every entity that lies in a folder.
func (l *Lab) rename(ctx *simulator.Context, e mo.Entity, req *types.Rename_Task) soap.HasFault {
	return &methods.Rename_TaskBody{Res: &types.Rename_TaskResponse{
		Returnval: l.task(ctx, l.taskOwner(e), "rename", func() (result, fault) {
			if f := l.checkName(req.NewName); f != nil {
				return nil, f
			}
			if f := l.checkFree(*e.Entity().Parent, req.NewName, e.Reference()); f != nil {
				return nil, f
			}
			l.setName(e, req.NewName)
			return nil, nil
		}),
	}}
}

// taskOwner: the library's task manager cannot take a switch of the type that
// clients ask for, so its tasks run on its folder.
func (l *Lab) taskOwner(e mo.Entity) mo.Reference {
	if s, ok := e.(*simulator.DistributedVirtualSwitch); ok {
		return get[*simulator.Folder](l, *s.Parent)
	}
	return e
}

// setName writes the name wherever vSphere shows it.
func (l *Lab) setName(e mo.Entity, name string) {
	e.Entity().Name = name
	switch o := e.(type) {
	case *simulator.DistributedVirtualSwitch:
		o.Name, o.Summary.Name = name, name
		o.Config.GetDVSConfigInfo().Name = name
	case *simulator.DistributedVirtualPortgroup:
		l.renamePortgroup(o, name)
	case *simulator.Datastore:
		o.Summary.Name = name
		o.Info.GetDatastoreInfo().Name = name
		if v, ok := o.Info.(*types.VmfsDatastoreInfo); ok {
			v.Vmfs.Name = name
		}
	case *simulator.VirtualMachine:
		o.Config.Name, o.Summary.Config.Name = name, name
	case *simulator.ResourcePool:
		o.Summary.GetResourcePoolSummary().Name = name
	}
}
