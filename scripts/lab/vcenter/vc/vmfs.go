package vc

import (
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// hostDatastores makes VMFS datastores on the LUNs that its host sees.
type hostDatastores struct {
	*simulator.HostDatastoreSystem
	notEntity
	lab *Lab
}

func (d *hostDatastores) facts() *hostFacts { return d.lab.hosts[d.Host.Self] }

// QueryAvailableDisksForVmfs lists what the host has found and is free.
func (d *hostDatastores) QueryAvailableDisksForVmfs(*simulator.Context, *types.QueryAvailableDisksForVmfs) soap.HasFault {
	if d.Host.Runtime.ConnectionState != types.HostSystemConnectionStateConnected {
		return &methods.QueryAvailableDisksForVmfsBody{Fault_: refuse(&types.HostNotConnected{})}
	}
	d.lab.look()
	res := &types.QueryAvailableDisksForVmfsResponse{}
	for _, dev := range d.facts().known {
		if dev.lost == "" && d.lab.userOfLun(dev.NAA) == "" {
			res.Returnval = append(res.Returnval, scsiDisk(dev.Lun))
		}
	}
	return &methods.QueryAvailableDisksForVmfsBody{Res: res}
}

// QueryVmfsDatastoreCreateOptions offers the whole disk.
func (d *hostDatastores) QueryVmfsDatastoreCreateOptions(_ *simulator.Context, req *types.QueryVmfsDatastoreCreateOptions) soap.HasFault {
	lun, f := d.usable(naaOf(req.DevicePath))
	if f != nil {
		return &methods.QueryVmfsDatastoreCreateOptionsBody{Fault_: refuse(f)}
	}
	return &methods.QueryVmfsDatastoreCreateOptionsBody{Res: &types.QueryVmfsDatastoreCreateOptionsResponse{
		Returnval: []types.VmfsDatastoreOption{{
			Info: &types.VmfsDatastoreAllExtentOption{VmfsDatastoreSingleExtentOption: types.VmfsDatastoreSingleExtentOption{VmfsExtent: blockRange(lun)}},
			Spec: &types.VmfsDatastoreCreateSpec{
				VmfsDatastoreSpec: types.VmfsDatastoreSpec{DiskUuid: lun.NAA},
				Partition:         types.HostDiskPartitionSpec{PartitionFormat: "gpt"},
				Vmfs:              types.HostVmfsSpec{MajorVersion: 6, Extent: types.HostScsiDiskPartition{DiskName: lun.NAA, Partition: 1}},
			},
		}},
	}}
}

// CreateVmfsDatastore formats the LUN; vCenter has the other hosts mount it that have found the LUN too.
func (d *hostDatastores) CreateVmfsDatastore(_ *simulator.Context, req *types.CreateVmfsDatastore) soap.HasFault {
	naa := canonical(req.Spec.Vmfs.Extent.DiskName)
	lun, f := d.usable(naa)
	if f != nil {
		return &methods.CreateVmfsDatastoreBody{Fault_: refuse(f)}
	}
	name := req.Spec.Vmfs.VolumeName
	ds, f := d.lab.newDatastore(name, vmfsVolume(name, lun.SizeMiB<<20, naa, ""), []types.ManagedObjectReference{d.Host.Self})
	if f != nil {
		return &methods.CreateVmfsDatastoreBody{Fault_: refuse(f)}
	}
	d.lab.mountFoundOnAll()
	return &methods.CreateVmfsDatastoreBody{Res: &types.CreateVmfsDatastoreResponse{Returnval: ds.Self}}
}

// RemoveDatastore erases the volume; not while machines lie on it.
func (d *hostDatastores) RemoveDatastore(ctx *simulator.Context, req *types.RemoveDatastore) soap.HasFault {
	ds := get[*simulator.Datastore](d.lab, req.Datastore)
	if ds == nil {
		return &methods.RemoveDatastoreBody{Fault_: refuse(&types.NotFound{})}
	}
	if f := d.lab.removeDatastore(ctx, ds); f != nil {
		return &methods.RemoveDatastoreBody{Fault_: refuse(f)}
	}
	return &methods.RemoveDatastoreBody{Res: &types.RemoveDatastoreResponse{}}
}
