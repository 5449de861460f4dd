package vc

import (
	"slices"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// roles answers for the authorization manager.
type roles struct {
	*simulator.AuthorizationManager
	notEntity
	lab *Lab
}

// AddAuthorizationRole gives each role a number; the library gives none.
func (r *roles) AddAuthorizationRole(req *types.AddAuthorizationRole) soap.HasFault {
	body := r.AuthorizationManager.AddAuthorizationRole(req).(*methods.AddAuthorizationRoleBody)
	if body.Fault_ != nil {
		r.explain(body.Fault_, req.Name)
		return body
	}
	r.lab.roleID++
	r.RoleList[len(r.RoleList)-1].RoleId = r.lab.roleID
	body.Res.Returnval = r.lab.roleID
	return body
}

// UpdateAuthorizationRole replaces name and privileges; an empty list takes all but the System ones.
func (r *roles) UpdateAuthorizationRole(req *types.UpdateAuthorizationRole) soap.HasFault {
	body := r.AuthorizationManager.UpdateAuthorizationRole(req).(*methods.UpdateAuthorizationRoleBody)
	if body.Fault_ != nil {
		r.explain(body.Fault_, req.NewName)
		return body
	}
	for i := range r.RoleList {
		if role := &r.RoleList[i]; role.RoleId == req.RoleId {
			role.Info = &types.Description{Label: req.NewName, Summary: req.NewName}
		}
	}
	return body
}

func (r *roles) explain(f *soap.Fault, name string) {
	switch t := f.Detail.Fault.(type) {
	case *types.AlreadyExists:
		t.Name = name
		f.String = say(t)
	case *types.InvalidArgument:
		f.String = say(t) + ": a privilege of the list is unknown."
	case types.BaseMethodFault:
		f.String = say(t)
	}
}

// RemoveAuthorizationRole is refused for a role that a permission gives, if the caller asks for that.
func (r *roles) RemoveAuthorizationRole(ctx *simulator.Context, req *types.RemoveAuthorizationRole) soap.HasFault {
	body := &methods.RemoveAuthorizationRoleBody{}
	i := slices.IndexFunc(r.RoleList, func(x types.AuthorizationRole) bool { return x.RoleId == req.RoleId })
	if i >= 0 && r.RoleList[i].System {
		body.Fault_ = refuse(invalid("roleId"))
		return body
	}
	given := r.RetrieveRolePermissions(&types.RetrieveRolePermissions{RoleId: req.RoleId}).(*methods.RetrieveRolePermissionsBody).Res.Returnval
	if i >= 0 && len(given) > 0 {
		if req.FailIfUsed {
			body.Fault_ = refuse(explained(&types.RemoveFailed{}, "The role %s is in use: %s has it.", r.RoleList[i].Name, given[0].Principal))
			return body
		}
		for _, p := range given {
			r.AuthorizationManager.RemoveEntityPermission(&types.RemoveEntityPermission{Entity: *p.Entity, User: p.Principal, IsGroup: p.Group})
		}
	}
	return r.AuthorizationManager.RemoveAuthorizationRole(req)
}

// SetEntityPermissions adds and changes; it never takes away what it does not name.
func (r *roles) SetEntityPermissions(ctx *simulator.Context, req *types.SetEntityPermissions) soap.HasFault {
	body := &methods.SetEntityPermissionsBody{}
	if r.lab.Map.Get(req.Entity) == nil {
		body.Fault_ = refuse(&types.ManagedObjectNotFound{Obj: req.Entity})
		return body
	}
	for _, p := range req.Permission {
		if !slices.ContainsFunc(r.RoleList, func(x types.AuthorizationRole) bool { return x.RoleId == p.RoleId }) {
			body.Fault_ = refuse(&types.NotFound{})
			return body
		}
	}
	all := r.RetrieveEntityPermissions(ctx, &types.RetrieveEntityPermissions{Entity: req.Entity}).(*methods.RetrieveEntityPermissionsBody).Res.Returnval
	all = slices.Clone(all)
	for _, p := range req.Permission {
		p.Entity = &req.Entity
		all = slices.DeleteFunc(all, func(x types.Permission) bool { return x.Principal == p.Principal && x.Group == p.Group })
		all = append(all, p)
	}
	return r.AuthorizationManager.SetEntityPermissions(&types.SetEntityPermissions{This: req.This, Entity: req.Entity, Permission: all})
}

// RemoveEntityPermission says so when there is none to remove.
func (r *roles) RemoveEntityPermission(ctx *simulator.Context, req *types.RemoveEntityPermission) soap.HasFault {
	if r.lab.Map.Get(req.Entity) != nil {
		all := r.RetrieveEntityPermissions(ctx, &types.RetrieveEntityPermissions{Entity: req.Entity}).(*methods.RetrieveEntityPermissionsBody).Res.Returnval
		if !slices.ContainsFunc(all, func(p types.Permission) bool { return p.Principal == req.User && p.Group == req.IsGroup }) {
			return &methods.RemoveEntityPermissionBody{Fault_: refuse(&types.NotFound{})}
		}
	}
	return r.AuthorizationManager.RemoveEntityPermission(req)
}

// forget takes the permissions of an entity that is gone.
func (l *Lab) forget(ref types.ManagedObjectReference) {
	m := l.Map.Get(*l.model.ServiceContent.AuthorizationManager).(*simulator.AuthorizationManager)
	m.SetEntityPermissions(&types.SetEntityPermissions{Entity: ref})
	l.forgetTags(ref)
	delete(l.policies, ref.Value)
}
