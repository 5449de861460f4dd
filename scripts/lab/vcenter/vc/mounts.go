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
	ds.Summary.MultipleHostAccess = types.NewBool(len(ds.Host) > 1)
	h.Datastore = union(slices.Clone(h.Datastore), []types.ManagedObjectReference{ds.Self})
	get[*simulator.HostDatastoreSystem](l, *h.ConfigManager.DatastoreSystem).Datastore = h.Datastore
	l.relist(*h.Parent)
}

// mountFound: a host mounts the volumes whose LUNs it knows.
func (l *Lab) mountFound(ref types.ManagedObjectReference) {
	if !l.connected(ref) {
		return
	}
	for _, e := range l.Map.All("Datastore") {
		ds := e.(*simulator.Datastore)
		v := ds.Info.(*types.VmfsDatastoreInfo).Vmfs
		there := slices.ContainsFunc(ds.Host, func(m types.DatastoreHostMount) bool { return m.Key == ref })
		if !on(v.Local) && !there && l.seesVolume(ref, v) {
			l.mount(ds, ref)
		}
	}
	l.refreshAccess()
}

// mountFoundOnAll is what a vCenter does by itself after a volume was made, extended or
// grown through it (its host rescan filter): a rescan for volumes, not for LUNs.
func (l *Lab) mountFoundOnAll() {
	for _, ref := range l.sortedHosts() {
		l.mountFound(ref)
	}
}

func (l *Lab) seesVolume(ref types.ManagedObjectReference, v *types.HostVmfsVolume) bool {
	return !slices.ContainsFunc(v.Extent, func(p types.HostScsiDiskPartition) bool { return l.lunOf(l.hosts[ref], p.DiskName) == nil })
}

// mountedOn: a volume that the host has mounted lies on the LUN.
func (l *Lab) mountedOn(ref types.ManagedObjectReference, naa string) bool {
	for _, e := range l.Map.All("Datastore") {
		ds := e.(*simulator.Datastore)
		on := slices.ContainsFunc(ds.Info.(*types.VmfsDatastoreInfo).Vmfs.Extent, func(p types.HostScsiDiskPartition) bool { return p.DiskName == naa })
		if on && slices.ContainsFunc(ds.Host, func(m types.DatastoreHostMount) bool { return m.Key == ref }) {
			return true
		}
	}
	return false
}

// refreshAccess: a host reaches a volume while it answers and all LUNs of the volume answer it. Machines whose volume is out of reach show it.
func (l *Lab) refreshAccess() {
	for _, e := range l.Map.All("Datastore") {
		ds := e.(*simulator.Datastore)
		v := ds.Info.(*types.VmfsDatastoreInfo).Vmfs
		mounts := slices.Clone(ds.Host)
		any := false
		for i := range mounts {
			ref := mounts[i].Key
			ok := l.connected(ref) && (on(v.Local) || l.seesVolume(ref, v))
			mounts[i].MountInfo.Accessible = types.NewBool(ok)
			mounts[i].MountInfo.InaccessibleReason = l.whyLost(ref, v)
			any = any || ok
		}
		ds.Host, ds.Summary.Accessible = mounts, any
	}
	l.showReach()
}

// whyLost is the host's own word for it: "" while the volume is there, and for a host that says nothing.
func (l *Lab) whyLost(ref types.ManagedObjectReference, v *types.HostVmfsVolume) string {
	why := types.HostMountInfoInaccessibleReason("")
	if !l.connected(ref) {
		return ""
	}
	for _, d := range l.hosts[ref].known {
		of := slices.ContainsFunc(v.Extent, func(p types.HostScsiDiskPartition) bool { return p.DiskName == d.NAA })
		if of && d.lost != "" && why != apd { // where both happen, all paths down is said first
			why = d.lost
		}
	}
	return string(why)
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
