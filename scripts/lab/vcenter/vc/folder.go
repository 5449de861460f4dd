package vc

import (
	"net/url"
	"strings"

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

const longestName = 80

// checkName: vSphere stores %, / and \ escaped and allows 80 characters.
func (l *Lab) checkName(name string) fault {
	if strings.TrimSpace(name) == "" {
		return invalid("name")
	}
	if len([]rune(name)) > longestName {
		return explained(&types.InvalidName{Name: name}, "The name '%s' is longer than %d characters.", name, longestName)
	}
	if strings.ContainsAny(name, `/\%`) && url.PathEscape(name) != name && !strings.Contains(name, "%2f") && !strings.Contains(name, "%5c") && !strings.Contains(name, "%25") {
		return explained(&types.InvalidName{Name: name}, `The name '%s' holds one of / \ %% which must be escaped.`, name)
	}
	return nil
}

// checkFree: a name is unique among the children of its folder, and a machine's,
// network's or datastore's is unique in its tree of the datacenter.
func (l *Lab) checkFree(in types.ManagedObjectReference, name string, self types.ManagedObjectReference) fault {
	f, _ := l.Map.Get(in).(*simulator.Folder)
	if f == nil {
		return nil
	}
	for _, ref := range f.ChildEntity {
		if ref != self && l.nameOf(ref) == name {
			return &types.DuplicateName{Name: name, Object: ref}
		}
	}
	unique := map[string][]types.ManagedObjectReference{
		"Datastore": l.dc.Datastore, "DistributedVirtualPortgroup": l.dc.Network, "VmwareDistributedVirtualSwitch": l.dc.Network,
	}
	for _, ref := range unique[self.Type] {
		if ref != self && l.nameOf(ref) == name {
			return &types.DuplicateName{Name: name, Object: ref}
		}
	}
	return nil
}

func (l *Lab) nameOf(ref types.ManagedObjectReference) string {
	switch e := l.Map.Get(ref).(type) {
	case *simulator.DistributedVirtualSwitch:
		return e.Name
	case *simulator.DistributedVirtualPortgroup:
		return e.Name
	case *mo.Network:
		return e.Name
	case mo.Entity:
		return e.Entity().Name
	}
	return ""
}

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
