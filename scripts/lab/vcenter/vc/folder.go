package vc

import (
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// folder answers for the folders of the four trees.
type folder struct {
	*simulator.Folder
	notEntity
	lab *Lab
}

// CreateFolder refuses bad and double names.
func (f *folder) CreateFolder(ctx *simulator.Context, req *types.CreateFolder) soap.HasFault {
	if bad := f.lab.checkName(req.Name); bad != nil {
		return &methods.CreateFolderBody{Fault_: refuse(bad)}
	}
	if bad := f.lab.checkFree(f.Self, req.Name, types.ManagedObjectReference{}); bad != nil {
		return &methods.CreateFolderBody{Fault_: refuse(bad)}
	}
	return f.Folder.CreateFolder(ctx, req)
}

// CreateClusterEx completes the cluster with vCenter's defaults.
func (f *folder) CreateClusterEx(ctx *simulator.Context, req *types.CreateClusterEx) soap.HasFault {
	for _, bad := range []fault{f.lab.checkName(req.Name), f.lab.checkFree(f.Self, req.Name, types.ManagedObjectReference{})} {
		if bad != nil {
			return &methods.CreateClusterExBody{Fault_: refuse(bad)}
		}
	}
	res := f.Folder.CreateClusterEx(ctx, req).(*methods.CreateClusterExBody)
	if res.Res != nil {
		f.lab.newCluster(res.Res.Returnval)
	}
	return res
}

// RenameTask refuses a double name with the fault that vSphere gives.
func (f *folder) RenameTask(ctx *simulator.Context, req *types.Rename_Task) soap.HasFault {
	return f.lab.rename(ctx, f.Folder, req)
}

// DestroyTask refuses a folder that holds something. A vCenter would destroy what
// is in it; the provider asks first, and a lab should not be the one to forget.
func (f *folder) DestroyTask(ctx *simulator.Context, _ *types.Destroy_Task) soap.HasFault {
	return &methods.Destroy_TaskBody{Res: &types.Destroy_TaskResponse{
		Returnval: f.lab.task(ctx, f.Folder, "destroy", func() (result, fault) {
			if f.Parent == nil || f.Parent.Type != "Folder" {
				return nil, &types.NotSupported{}
			}
			if len(f.ChildEntity) > 0 {
				return nil, explained(&types.ResourceInUse{Type: "Folder", Name: f.Name}, "The folder %s is not empty.", f.Name)
			}
			f.lab.unlink(ctx, f.Folder)
			return nil, nil
		}),
	}}
}

// MoveIntoFolderTask also takes a host out of its cluster.
func (f *folder) MoveIntoFolderTask(ctx *simulator.Context, req *types.MoveIntoFolder_Task) soap.HasFault {
	l := f.lab
	return &methods.MoveIntoFolder_TaskBody{Res: &types.MoveIntoFolder_TaskResponse{
		Returnval: l.task(ctx, f.Folder, "moveIntoFolder", func() (result, fault) {
			for _, ref := range req.List {
				e, _ := l.Map.Get(ref).(mo.Entity)
				if e == nil {
					return nil, &types.ManagedObjectNotFound{Obj: ref}
				}
				if h, ok := e.(*simulator.HostSystem); ok {
					if f := l.leaveForFolder(ctx, h, f.Folder); f != nil {
						return nil, f
					}
					continue
				}
				from := get[*simulator.Folder](l, *e.Entity().Parent)
				if from == nil || !l.mayHold(f.Folder, ref) {
					return nil, &types.NotSupported{}
				}
				if from.Self == f.Self {
					continue
				}
				if bad := l.checkFree(f.Self, l.nameOf(ref), ref); bad != nil {
					return nil, bad
				}
				simulator.RemoveReference(&from.ChildEntity, ref)
				f.ChildEntity = append(f.ChildEntity, ref)
				e.Entity().Parent = &f.Self
			}
			return nil, nil
		}),
	}}
}
