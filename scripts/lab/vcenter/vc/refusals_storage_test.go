package vc

import (
	"fmt"
	"testing"

	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

func TestStorageRefusals(t *testing.T) {
	check(t, []refusal{
		{"datastore on a LUN in use", &types.HostConfigFault{}, func(x *estate) error { _, err := x.newVmfs("a1", "other", "naa.60030d9001"); return err }},
		{"datastore on a LUN that is not served", &types.NotFound{}, func(x *estate) error {
			_, err := x.newVmfs("a1", "other", "naa.60030d90ff")
			return err
		}},
		{"datastore on a LUN that is no longer served", &types.NotFound{}, func(x *estate) error {
			x.serve(testLuns[:1])
			_, err := x.newVmfs("a1", "other", "naa.60030d9002")
			return err
		}},
		{"datastore on a LUN that was served after the last rescan", &types.NotFound{}, func(x *estate) error {
			x.serve(append(testLuns, thirdLun))
			x.rescan("a2")
			_, err := x.newVmfs("a1", "other", third)
			return err
		}},
		{"datastore on a LUN served to another host", &types.NotFound{}, func(x *estate) error {
			x.serve(append(testLuns, Lun{NAA: "60030d9003", SizeMiB: 1024, Hosts: []string{"b1"}}))
			_, err := x.newVmfs("a1", "other", "naa.60030d9003")
			return err
		}},
		{"datastore with a taken name", &types.DuplicateName{}, func(x *estate) error { _, err := x.newVmfs("a1", "data", "naa.60030d9002"); return err }},
		{"datastore renamed to a taken name", &types.DuplicateName{}, func(x *estate) error {
			return x.outcome(x.ds.Common.Rename(x.ctx, "local-a1"))
		}},
		{"datastore name beyond 42 characters", &types.InvalidName{}, func(x *estate) error {
			_, err := x.newVmfs("a1", "a-name-of-a-volume-that-is-longer-than-vmfs-allows", "naa.60030d9002")
			return err
		}},
		{"datastore in use removed", &types.ResourceInUse{}, func(x *estate) error {
			x.vm("v", 1024, false)
			return x.datastoreSystem("a1").Remove(x.ctx, x.ds)
		}},
		{"volume expanded though its LUN did not grow", &types.HostConfigFault{}, func(x *estate) error {
			return x.expand()
		}},
		{"disk beyond the room of its datastore", &types.NoDiskSpace{}, func(x *estate) error {
			vm := x.vm("v", 1024, false)
			devices, err := vm.Device(x.ctx)
			x.ok(err)
			disk := devices.SelectByType((*types.VirtualDisk)(nil))[0].(*types.VirtualDisk)
			disk.Backing.(*types.VirtualDiskFlatVer2BackingInfo).ThinProvisioned = types.NewBool(false)
			disk.CapacityInKB, disk.CapacityInBytes = 900<<20, 900<<30
			return x.outcome(vm.Reconfigure(x.ctx, types.VirtualMachineConfigSpec{DeviceChange: []types.BaseVirtualDeviceConfigSpec{
				&types.VirtualDeviceConfigSpec{Operation: types.VirtualDeviceConfigSpecOperationEdit, Device: disk},
			}}))
		}},
		{"datastore of a cluster's heartbeats removed", &types.ResourceInUse{}, func(x *estate) error {
			x.heartbeats("")
			return x.datastoreSystem("a1").Remove(x.ctx, x.ds)
		}},
		{"datastore of a cluster's heartbeats destroyed", &types.ResourceInUse{}, func(x *estate) error {
			x.heartbeats(types.ClusterDasConfigInfoHBDatastoreCandidateUserSelectedDs)
			return x.outcome(x.ds.Destroy(x.ctx))
		}},
		{"heartbeat datastore that does not exist", &types.ManagedObjectNotFound{}, func(x *estate) error {
			return x.reconfigure(x.cl, types.ClusterConfigSpecEx{DasConfig: &types.ClusterDasConfigInfo{
				HeartbeatDatastore: []types.ManagedObjectReference{{Type: "Datastore", Value: "datastore-no"}},
			}})
		}},
	})
}

// heartbeats of HA on the estate's datastore; "" leaves the policy as it is.
func (x *estate) heartbeats(policy types.ClusterDasConfigInfoHBDatastoreCandidate) {
	x.Helper()
	x.ok(x.reconfigure(x.cl, types.ClusterConfigSpecEx{DasConfig: &types.ClusterDasConfigInfo{
		Enabled: types.NewBool(true), HBDatastoreCandidatePolicy: string(policy), HeartbeatDatastore: []types.ManagedObjectReference{x.ds.Reference()},
	}}))
}

func TestDatastoreThatHaChoosesItselfIsRemoved(t *testing.T) {
	x := start(t).estate()
	x.heartbeats(types.ClusterDasConfigInfoHBDatastoreCandidateAllFeasibleDs)
	x.ok(x.datastoreSystem("a1").Remove(x.ctx, x.ds))
	x.equal("heartbeats", len(x.config(x.cl).DasConfig.HeartbeatDatastore), 0)
}

// All storage of an estate is iSCSI: its hosts have a software adapter and nothing else.
func TestHostsHaveAnIscsiAdapter(t *testing.T) {
	x := start(t)
	s, err := x.host("a1").ConfigManager().StorageSystem(x.ctx)
	x.ok(err)
	var m mo.HostStorageSystem
	x.props(s.Reference(), &m, "storageDeviceInfo")
	var kinds []string
	for _, a := range m.StorageDeviceInfo.HostBusAdapter {
		kinds = append(kinds, fmt.Sprintf("%T", a))
	}
	x.equal("adapters", kinds, []string{"*types.HostInternetScsiHba"})
}
