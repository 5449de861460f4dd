package vc

import (
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

func (d *hostDatastores) volume(ref types.ManagedObjectReference) (*simulator.Datastore, *types.HostVmfsVolume) {
	ds := get[*simulator.Datastore](d.lab, ref)
	if ds == nil {
		return nil, nil
	}
	info, ok := ds.Info.(*types.VmfsDatastoreInfo)
	if !ok {
		return nil, nil
	}
	return ds, info.Vmfs
}

// QueryVmfsDatastoreExtendOptions offers a further LUN as a new extent.
func (d *hostDatastores) QueryVmfsDatastoreExtendOptions(_ *simulator.Context, req *types.QueryVmfsDatastoreExtendOptions) soap.HasFault {
	body := &methods.QueryVmfsDatastoreExtendOptionsBody{}
	_, v := d.volume(req.Datastore)
	if v == nil {
		body.Fault_ = refuse(&types.NotFound{})
		return body
	}
	lun, f := d.usable(naaOf(req.DevicePath))
	if f != nil {
		body.Fault_ = refuse(f)
		return body
	}
	body.Res = &types.QueryVmfsDatastoreExtendOptionsResponse{Returnval: []types.VmfsDatastoreOption{{
		Info: &types.VmfsDatastoreAllExtentOption{VmfsDatastoreSingleExtentOption: types.VmfsDatastoreSingleExtentOption{VmfsExtent: blockRange(lun)}},
		Spec: &types.VmfsDatastoreExtendSpec{
			VmfsDatastoreSpec: types.VmfsDatastoreSpec{DiskUuid: lun.NAA},
			Partition:         types.HostDiskPartitionSpec{PartitionFormat: "gpt"},
			Extent:            []types.HostScsiDiskPartition{{DiskName: lun.NAA, Partition: 1}},
		},
	}}}
	return body
}

// ExtendVmfsDatastore adds a LUN to the volume.
func (d *hostDatastores) ExtendVmfsDatastore(_ *simulator.Context, req *types.ExtendVmfsDatastore) soap.HasFault {
	body := &methods.ExtendVmfsDatastoreBody{}
	ds, v := d.volume(req.Datastore)
	if v == nil || len(req.Spec.Extent) == 0 {
		body.Fault_ = refuse(&types.NotFound{})
		return body
	}
	for _, e := range req.Spec.Extent {
		lun, f := d.usable(canonical(e.DiskName))
		if f != nil {
			body.Fault_ = refuse(f)
			return body
		}
		v.Extent = append(v.Extent, types.HostScsiDiskPartition{DiskName: lun.NAA, Partition: 1})
	}
	d.lab.resize(ds)
	d.lab.mountFoundOnAll()
	body.Res = &types.ExtendVmfsDatastoreResponse{Returnval: ds.Self}
	return body
}

// QueryVmfsDatastoreExpandOptions offers the room that a grown LUN has.
func (d *hostDatastores) QueryVmfsDatastoreExpandOptions(_ *simulator.Context, req *types.QueryVmfsDatastoreExpandOptions) soap.HasFault {
	body := &methods.QueryVmfsDatastoreExpandOptionsBody{}
	_, v := d.volume(req.Datastore)
	if v == nil {
		body.Fault_ = refuse(&types.NotFound{})
		return body
	}
	body.Res = &types.QueryVmfsDatastoreExpandOptionsResponse{}
	if room := d.lab.lunBytes(v, d.facts()); room > v.Capacity {
		lun := d.lab.lunOf(d.facts(), v.Extent[0].DiskName)
		body.Res.Returnval = []types.VmfsDatastoreOption{{
			Info: &types.VmfsDatastoreAllExtentOption{VmfsDatastoreSingleExtentOption: types.VmfsDatastoreSingleExtentOption{VmfsExtent: blockRange(lun)}},
			Spec: &types.VmfsDatastoreExpandSpec{
				VmfsDatastoreSpec: types.VmfsDatastoreSpec{DiskUuid: lun.NAA},
				Partition:         types.HostDiskPartitionSpec{PartitionFormat: "gpt"},
				Extent:            v.Extent[0],
			},
		}}
	}
	return body
}

// ExpandVmfsDatastore grows the volume to the size of its LUNs; a LUN that did not grow is refused.
func (d *hostDatastores) ExpandVmfsDatastore(_ *simulator.Context, req *types.ExpandVmfsDatastore) soap.HasFault {
	body := &methods.ExpandVmfsDatastoreBody{}
	ds, v := d.volume(req.Datastore)
	if v == nil {
		body.Fault_ = refuse(&types.NotFound{})
		return body
	}
	if d.lab.lunBytes(v, d.facts()) <= v.Capacity {
		body.Fault_ = refuse(explained(&types.HostConfigFault{}, "The LUN of %s has no room to expand into; rescan after growing it.", ds.Name))
		return body
	}
	d.lab.resize(ds)
	body.Res = &types.ExpandVmfsDatastoreResponse{Returnval: ds.Self}
	return body
}

// lunBytes sums the volume's LUNs as the host sees them since its last rescan.
func (l *Lab) lunBytes(v *types.HostVmfsVolume, h *hostFacts) (sum int64) {
	for _, e := range v.Extent {
		if lun := l.lunOf(h, e.DiskName); lun != nil {
			sum += lun.SizeMiB << 20
		}
	}
	return sum
}

// resize takes the volume to the size of its LUNs, keeping what is used.
func (l *Lab) resize(ds *simulator.Datastore) {
	info := ds.Info.(*types.VmfsDatastoreInfo)
	size := int64(0)
	for _, m := range ds.Host {
		if s := l.lunBytes(info.Vmfs, l.hosts[m.Key]); s > size {
			size = s
		}
	}
	used := ds.Summary.Capacity - ds.Summary.FreeSpace
	info.Vmfs.Capacity, ds.Summary.Capacity = size, size
	ds.Summary.FreeSpace, info.FreeSpace = size-used, size-used
}
