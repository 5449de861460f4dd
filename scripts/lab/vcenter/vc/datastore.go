package vc

import (
	"slices"
	"strings"
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
		MaintenanceMode: "normal", MultipleHostAccess: types.NewBool(len(hosts) > 1),
	}
	for _, ref := range hosts {
		l.mount(ds, ref)
	}
	b := &simulator.HostDatastoreBrowser{}
	b.Datastore = []types.ManagedObjectReference{ds.Self}
	ds.Browser = l.Map.Put(b).Reference()
	return ds, nil
}

func (l *Lab) mount(ds *simulator.Datastore, ref types.ManagedObjectReference) {
	h := get[*simulator.HostSystem](l, ref)
	ds.Host = append(slices.Clone(ds.Host), types.DatastoreHostMount{Key: ref, MountInfo: types.HostMountInfo{
		Path: "/vmfs/volumes/" + ds.Info.(*types.VmfsDatastoreInfo).Vmfs.Uuid, AccessMode: "readWrite", Mounted: types.NewBool(true), Accessible: types.NewBool(true),
	}})
	h.Datastore = union(slices.Clone(h.Datastore), []types.ManagedObjectReference{ds.Self})
	get[*simulator.HostDatastoreSystem](l, *h.ConfigManager.DatastoreSystem).Datastore = h.Datastore
	l.relist(*h.Parent)
}

// refreshMounts: a host reaches a volume while it answers and all of the volume's LUNs are served to it.
// A host that now sees the LUNs of a volume mounts it.
func (l *Lab) refreshMounts() {
	for _, e := range l.Map.All("Datastore") {
		ds := e.(*simulator.Datastore)
		info := ds.Info.(*types.VmfsDatastoreInfo)
		if on(info.Vmfs.Local) {
			l.setAccess(ds, func(ref types.ManagedObjectReference) bool { return l.connected(ref) })
			continue
		}
		sees := func(ref types.ManagedObjectReference) bool {
			return l.connected(ref) && !slices.ContainsFunc(info.Vmfs.Extent, func(p types.HostScsiDiskPartition) bool {
				return l.lunOf(l.hosts[ref], p.DiskName) == nil
			})
		}
		for _, ref := range l.sortedHosts() {
			if sees(ref) && !slices.ContainsFunc(ds.Host, func(m types.DatastoreHostMount) bool { return m.Key == ref }) {
				l.mount(ds, ref)
			}
		}
		l.setAccess(ds, sees)
	}
}

func (l *Lab) setAccess(ds *simulator.Datastore, sees func(types.ManagedObjectReference) bool) {
	mounts := slices.Clone(ds.Host)
	any := false
	for i := range mounts {
		ok := sees(mounts[i].Key)
		mounts[i].MountInfo.Accessible = types.NewBool(ok)
		mounts[i].MountInfo.InaccessibleReason = map[bool]string{false: "PermanentDeviceLoss"}[ok]
		any = any || ok
	}
	ds.Host, ds.Summary.Accessible = mounts, any
}

// reaches: the host has the volume mounted and its paths are there.
func reaches(ds *simulator.Datastore, host types.ManagedObjectReference) bool {
	return slices.ContainsFunc(ds.Host, func(m types.DatastoreHostMount) bool { return m.Key == host && on(m.MountInfo.Accessible) })
}

func (l *Lab) connected(ref types.ManagedObjectReference) bool {
	return get[*simulator.HostSystem](l, ref).Runtime.ConnectionState == types.HostSystemConnectionStateConnected
}

// sortedHosts in the order of the inventory: what is done for all is done in the same order in every run.
func (l *Lab) sortedHosts() []types.ManagedObjectReference {
	var refs []types.ManagedObjectReference
	for ref := range l.hosts {
		refs = append(refs, ref)
	}
	slices.SortFunc(refs, func(a, b types.ManagedObjectReference) int {
		return strings.Compare(l.hosts[a].Name, l.hosts[b].Name)
	})
	return refs
}

func (l *Lab) removeDatastore(ctx *simulator.Context, ds *simulator.Datastore) fault {
	if len(ds.Vm) > 0 {
		return explained(&types.ResourceInUse{Type: "Datastore", Name: ds.Name}, "The datastore %s is in use: the machine %s lies on it.", ds.Name, l.nameOf(ds.Vm[0]))
	}
	same := func(r types.ManagedObjectReference) bool { return r == ds.Self }
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
	d.lab.refreshMounts()
	return &methods.RefreshDatastoreBody{Res: &types.RefreshDatastoreResponse{}}
}
