package vc

import (
	"slices"

	"github.com/google/uuid"
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

func vmfsVolume(name string, size int64, disk, local string) *types.VmfsDatastoreInfo {
	id := uuid.NewSHA1(uuid.NameSpaceURL, []byte(name+disk+local)).String()
	return &types.VmfsDatastoreInfo{
		DatastoreInfo:          types.DatastoreInfo{Name: name},
		MaxPhysicalRDMFileSize: 64 << 40,
		MaxVirtualRDMFileSize:  64 << 40,
		Vmfs: &types.HostVmfsVolume{
			HostFileSystemVolume: types.HostFileSystemVolume{Type: "VMFS", Name: name, Capacity: size},
			BlockSizeMb:          1, MaxBlocks: 63963136, MajorVersion: 6, Version: "6.82", Uuid: id,
			Extent:         []types.HostScsiDiskPartition{{DiskName: disk, Partition: 1}},
			VmfsUpgradable: false, Local: types.NewBool(local != ""), Ssd: types.NewBool(true),
		},
	}
}

// userOfLun names the datastore that lies on a LUN.
func (l *Lab) userOfLun(naa string) string {
	for _, e := range l.Map.All("Datastore") {
		ds := e.(*simulator.Datastore)
		if v, ok := ds.Info.(*types.VmfsDatastoreInfo); ok {
			if slices.ContainsFunc(v.Vmfs.Extent, func(p types.HostScsiDiskPartition) bool { return p.DiskName == naa }) {
				return ds.Name
			}
		}
	}
	return ""
}

// usable: found by this host and free. A host finds a LUN that is served while it runs only by a rescan.
func (d *hostDatastores) usable(naa string) (*Lun, fault) {
	if d.Host.Runtime.ConnectionState != types.HostSystemConnectionStateConnected {
		return nil, &types.HostNotConnected{}
	}
	d.lab.look()
	lun := d.lab.lunOf(d.facts(), naa)
	if lun == nil {
		why := "is not served to it"
		if d.lab.isServedTo(d.facts(), naa) {
			why = "was served to it after its last rescan: rescan its storage"
		}
		return nil, explained(&types.NotFound{}, "The host %s does not see the LUN %s: it %s.", d.Host.Name, naa, why)
	}
	if user := d.lab.userOfLun(naa); user != "" {
		f := &types.HostConfigFault{}
		return nil, explained(f, "The LUN %s is in use by the datastore %s.", naa, user)
	}
	return lun, nil
}

func naaOf(path string) string {
	const prefix = "/vmfs/devices/disks/"
	if len(path) > len(prefix) && path[:len(prefix)] == prefix {
		path = path[len(prefix):]
	}
	return path
}

func blockRange(lun *Lun) types.HostDiskPartitionBlockRange {
	return types.HostDiskPartitionBlockRange{
		Partition: 1, Type: "vmfs",
		Start: types.HostDiskDimensionsLba{BlockSize: 512, Block: 2048},
		End:   types.HostDiskDimensionsLba{BlockSize: 512, Block: lun.SizeMiB<<20/512 - 1},
	}
}
