package vc

import (
	"slices"
	"strings"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

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
