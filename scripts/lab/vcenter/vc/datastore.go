package vc

import (
	"slices"
	"time"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// datastore answers for a VMFS volume.
type datastore struct {
	*simulator.Datastore
	notEntity
	lab *Lab
}

// newDatastore puts a volume into the inventory and mounts it on the hosts.
func (l *Lab) newDatastore(name string, info *types.VmfsDatastoreInfo, hosts []types.ManagedObjectReference) (*simulator.Datastore, fault) {
	if f := l.checkName(name); f != nil {
		return nil, f
	}
	if len(name) > 42 {
		return nil, explained(&types.InvalidName{Name: name}, "The volume name '%s' is longer than 42 characters.", name)
	}
	in := get[*simulator.Folder](l, l.dc.DatastoreFolder)
	if f := l.checkFree(in.Self, name, types.ManagedObjectReference{Type: "Datastore"}); f != nil {
		return nil, f
	}
	dir, err := l.dir()
	if err != nil {
		return nil, &types.SystemError{Reason: err.Error()}
	}
	size := info.Vmfs.Capacity
	ds := &simulator.Datastore{}
	ds.Name, ds.Info = name, info
	info.Url, info.FreeSpace, info.MaxFileSize, info.MaxMemoryFileSize, info.Timestamp = dir, size, 64<<40, 64<<40, types.NewTime(time.Now())
	yes := types.NewBool(true)
	ds.Capability = types.DatastoreCapability{
		DirectoryHierarchySupported: true, RawDiskMappingsSupported: true, PerFileThinProvisioningSupported: true,
		StorageIORMSupported: true, SeSparseSupported: yes, TopLevelDirectoryCreateSupported: yes,
	}
	ds.IormConfiguration = &types.StorageIORMInfo{}
	l.link(l.ctx, in, ds)
	ds.Summary = types.DatastoreSummary{
		Datastore: &ds.Self, Name: name, Url: dir, Capacity: size, FreeSpace: size, Accessible: true, Type: "VMFS",
		MaintenanceMode: "normal", MultipleHostAccess: types.NewBool(false),
	}
	for _, ref := range hosts {
		l.mount(ds, ref)
	}
	b := &simulator.HostDatastoreBrowser{}
	b.Datastore = []types.ManagedObjectReference{ds.Self}
	ds.Browser = l.Map.Put(b).Reference()
	return ds, nil
}

func (l *Lab) removeDatastore(ctx *simulator.Context, ds *simulator.Datastore) fault {
	if len(ds.Vm) > 0 {
		return explained(&types.ResourceInUse{Type: "Datastore", Name: ds.Name}, "The datastore %s is in use: the machine %s lies on it.", ds.Name, l.nameOf(ds.Vm[0]))
	}
	same := func(r types.ManagedObjectReference) bool { return r == ds.Self }
	for _, e := range l.Map.All("ClusterComputeResource") {
		c := e.(*simulator.ClusterComputeResource)
		das := configOf(c).DasConfig
		if on(das.Enabled) && das.HBDatastoreCandidatePolicy != string(types.ClusterDasConfigInfoHBDatastoreCandidateAllFeasibleDs) && slices.ContainsFunc(das.HeartbeatDatastore, same) {
			return explained(&types.ResourceInUse{Type: "Datastore", Name: ds.Name}, "The datastore %s is in use: the cluster %s keeps the heartbeats of HA on it.", ds.Name, c.Name)
		}
	}
	for _, m := range ds.Host {
		h := get[*simulator.HostSystem](l, m.Key)
		h.Datastore = slices.DeleteFunc(slices.Clone(h.Datastore), same)
		get[*simulator.HostDatastoreSystem](l, *h.ConfigManager.DatastoreSystem).Datastore = h.Datastore
		l.relist(*h.Parent)
	}
	for _, e := range l.Map.All("ClusterComputeResource") {
		das := &configOf(e.(*simulator.ClusterComputeResource)).DasConfig
		das.HeartbeatDatastore = slices.DeleteFunc(slices.Clone(das.HeartbeatDatastore), same)
	}
	l.Map.Remove(ctx, ds.Browser)
	l.unlink(ctx, ds)
	return nil
}

// DestroyTask removes the volume, unless it is in use.
func (d *datastore) DestroyTask(ctx *simulator.Context, _ *types.Destroy_Task) soap.HasFault {
	return &methods.Destroy_TaskBody{Res: &types.Destroy_TaskResponse{
		Returnval: d.lab.task(ctx, d.Datastore, "destroy", func() (result, fault) { return nil, d.lab.removeDatastore(ctx, d.Datastore) }),
	}}
}

// RenameTask: summary and volume carry the name too, and so do the paths of the machines on it.
func (d *datastore) RenameTask(ctx *simulator.Context, req *types.Rename_Task) soap.HasFault {
	old := d.Name
	return &methods.Rename_TaskBody{Res: &types.Rename_TaskResponse{
		Returnval: d.lab.task(ctx, d.Datastore, "rename", func() (result, fault) {
			if f := d.lab.checkName(req.NewName); f != nil {
				return nil, f
			}
			if f := d.lab.checkFree(*d.Parent, req.NewName, d.Self); f != nil {
				return nil, f
			}
			d.lab.setName(d.Datastore, req.NewName)
			for _, ref := range d.Vm {
				d.lab.renamePaths(ref, "["+old+"]", "["+req.NewName+"]")
			}
			return nil, nil
		}),
	}}
}

// RefreshDatastore: the library would set a terabyte per host.
func (d *datastore) RefreshDatastore(*simulator.Context, *types.RefreshDatastore) soap.HasFault {
	d.lab.look()
	return &methods.RefreshDatastoreBody{Res: &types.RefreshDatastoreResponse{}}
}
