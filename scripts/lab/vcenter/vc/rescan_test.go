package vc

import (
	"testing"

	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

var thirdLun = Lun{NAA: "60030d9003", SizeMiB: 100 << 10, Number: 3}

const third = "naa.60030d9003"

// luns that a host shows, with their state.
func (x *estate) lunsOf(host string) (seen []string) {
	x.Helper()
	s, err := x.host(host).ConfigManager().StorageSystem(x.ctx)
	x.ok(err)
	var m mo.HostStorageSystem
	x.props(s.Reference(), &m, "storageDeviceInfo")
	for _, lun := range m.StorageDeviceInfo.ScsiLun {
		d := lun.GetScsiLun()
		seen = append(seen, d.CanonicalName+" "+d.OperationalState[0])
	}
	return seen
}

// mounts of a datastore: for each host whether it reaches it, or why not.
func (x *estate) mounts(ref types.ManagedObjectReference) map[string]string {
	x.Helper()
	var ds mo.Datastore
	x.props(ref, &ds, "host")
	state := map[string]string{}
	for _, m := range ds.Host {
		state[x.lab.hosts[m.Key].Name] = m.MountInfo.InaccessibleReason
		if *m.MountInfo.Accessible {
			state[x.lab.hosts[m.Key].Name] = "reached"
		}
	}
	return state
}

func (x *estate) rescanVolumes(host string) {
	x.Helper()
	s, err := x.host(host).ConfigManager().StorageSystem(x.ctx)
	x.ok(err)
	_, err = methods.RescanVmfs(x.ctx, x.c, &types.RescanVmfs{This: s.Reference()})
	x.ok(err)
}

func TestHostFindsANewLunOnlyByARescan(t *testing.T) {
	x := start(t).estate()
	x.serve(append(testLuns, thirdLun))
	free := func(host string) int {
		disks, err := x.datastoreSystem(host).QueryAvailableDisksForVmfs(x.ctx)
		x.ok(err)
		return len(disks)
	}
	x.equal("free before", free("a1"), 1)
	_, err := x.newVmfs("a1", "new", third)
	x.refused(err, &types.NotFound{})
	x.equal("sentence", err.Error(), "ServerFaultCode: The host a1 does not see the LUN "+third+": it was served to it after its last rescan: rescan its storage.")
	x.rescanVolumes("a1") // looks for volumes, not for LUNs
	x.equal("free after a rescan for volumes", free("a1"), 1)
	x.rescan("a1")
	x.equal("free after a rescan", free("a1"), 2)
	x.equal("free on another host", free("a2"), 1)
}

// vCenter looks for a volume that was made through it on every host, but no host finds a LUN by that.
func TestVolumeIsMountedWhereItsLunIsKnown(t *testing.T) {
	x := start(t).estate()
	x.serve(append(testLuns, thirdLun))
	x.rescan("a1")
	x.rescan("b1")
	ds, err := x.newVmfs("a1", "new", third)
	x.ok(err)
	x.equal("mounted", x.mounts(ds.Reference()), map[string]string{"a1": "reached", "b1": "reached"})
	x.rescan("a2") // finds the LUN, and the volume on it
	x.equal("mounted", x.mounts(ds.Reference()), map[string]string{"a1": "reached", "a2": "reached", "b1": "reached"})
}

func TestHostFindsALunAtItsBoot(t *testing.T) {
	x := start(t).estate()
	x.site("B/lose")
	x.serve(append(testLuns, thirdLun))
	x.equal("before", len(x.lunsOf("b1")), 2)
	x.site("B/restore")
	x.equal("after", len(x.lunsOf("b1")), 3)
	x.equal("a host that went on", len(x.lunsOf("a1")), 2)
}

// The array says that there is no such LUN: the host notices without a rescan, and does not without one that it is back.
func TestLunTakenAwayIsPermanentLoss(t *testing.T) {
	x := start(t).estate()
	x.serve(testLuns[:1])
	x.rescan("b1")
	x.equal("free LUN", x.lunsOf("a1"), []string{"naa.60030d9001 ok"})
	x.serve(nil)
	x.rescan("b1")
	lost := string(types.HostMountInfoInaccessibleReasonPermanentDeviceLoss)
	x.equal("volume", x.mounts(x.ds.Reference()), map[string]string{"a1": lost, "a2": lost, "b1": lost, "b2": lost})
	x.equal("LUN of a volume", x.lunsOf("a1"), []string{"naa.60030d9001 off"})
	x.equal("summary", x.store().Summary.Accessible, false)
	x.serve(testLuns)
	x.rescan("a1")
	x.equal("volume", x.mounts(x.ds.Reference()), map[string]string{"a1": "reached", "a2": lost, "b1": lost, "b2": lost})
	x.equal("LUNs", len(x.lunsOf("a1")), 2)
}

// The array is silent: paths come back by themselves.
func TestSilentArrayIsAllPathsDown(t *testing.T) {
	x := start(t).estate()
	x.serve(silentForAll)
	x.storage("A/lose")
	down := string(types.HostMountInfoInaccessibleReasonAllPathsDown_Timeout)
	x.equal("volume", x.mounts(x.ds.Reference()), map[string]string{"a1": down, "a2": down, "b1": down, "b2": down})
	x.equal("LUNs", x.lunsOf("a1"), []string{"naa.60030d9001 lostCommunication", "naa.60030d9002 ok"})
	x.serve(testLuns)
	x.storage("A/restore")
	x.equal("volume", x.mounts(x.ds.Reference()), map[string]string{"a1": "reached", "a2": "reached", "b1": "reached", "b2": "reached"})
}
